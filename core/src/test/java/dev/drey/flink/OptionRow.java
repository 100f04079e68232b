/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a test knows of one option.
 *
 * @param context other options that must be set for this one to have an effect
 * @param effect where the effect is to be seen
 * @param values different ways to write the same value
 * @param expected the effect of that value
 * @param wrong values that must be refused
 */
record OptionRow(
        String key,
        Map<String, String> context,
        Effect effect,
        Object byDefault,
        List<String> values,
        Object expected,
        List<String> wrong) {

    /** Where the effect of an option is to be seen. */
    interface Effect {
        Object in(LaunchedWorker worker) throws Exception;
    }

    static OptionRow of(String key, Effect effect) {
        return new OptionRow(key, Map.of(), effect, null, List.of(), null, List.of());
    }

    OptionRow given(String... keysAndValues) {
        var options = new TreeMap<String, String>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            options.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return new OptionRow(key, options, effect, byDefault, values, expected, wrong);
    }

    OptionRow byDefault(Object value) {
        return new OptionRow(key, context, effect, value, values, expected, wrong);
    }

    OptionRow set(String... texts) {
        return new OptionRow(key, context, effect, byDefault, List.of(texts), expected, wrong);
    }

    OptionRow has(Object value) {
        return new OptionRow(key, context, effect, byDefault, values, value, wrong);
    }

    OptionRow refuses(String... texts) {
        return new OptionRow(key, context, effect, byDefault, values, expected, List.of(texts));
    }

    Object effectWith(Map<String, String> options) throws Exception {
        var all = new TreeMap<>(context);
        all.putAll(options);
        return effect.in(LaunchedWorker.with(all));
    }

    List<ConfigProblem> problems(Map<String, String> options) {
        try {
            AppmasterConfig.read(LaunchedWorker.configuration(options));
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems();
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
