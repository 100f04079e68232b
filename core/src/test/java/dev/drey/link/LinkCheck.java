/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.link;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PROTECTED;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Whether compiled classes would link with some version of Flink: whether all classes and members they refer to are
 * there, with the same descriptor; whether they implement what is abstract there, and override nothing that is final.
 *
 * <p>It does not see what is done by reflection, whether a member became static, or what a method does.
 */
record LinkCheck(ClassPath classPath) {

    /** What is wrong with this class, in sentences; empty if it links. */
    List<String> problemsOf(String name, byte[] classFile) {
        var problems = new ArrayList<String>();
        for (var reference : Reference.of(classFile)) {
            if (reference.owner().startsWith(ClassPath.FLINK) && !resolves(reference)) {
                problems.add(
                        name + " refers to " + reference.kind() + " " + reference.owner() + " " + reference.member());
            }
        }
        var shape = ClassShape.of(classFile);
        if (!shape.is(ACC_ABSTRACT)) {
            missing(shape).forEach(method -> problems.add(name + " does not implement " + method));
        }
        forbidden(shape).forEach(method -> problems.add(name + " overrides the final " + method));
        return problems;
    }

    private boolean resolves(Reference reference) {
        var owner = classPath.find(reference.owner());
        if (owner.isEmpty() || !owner.get().is(ACC_PUBLIC)) {
            return false;
        }
        boolean isInterface = owner.get().is(ACC_INTERFACE);
        return switch (reference.kind()) {
            case TYPE -> true;
            case FIELD -> has(reference, ClassShape::fields);
            case METHOD -> !isInterface && has(reference, ClassShape::methods);
            case INTERFACE_METHOD -> isInterface && has(reference, ClassShape::methods);
            case LAMBDA ->
                abstractMethods(reference.owner()).stream()
                        .anyMatch(method -> method.startsWith(reference.member() + "("));
        };
    }

    private boolean has(Reference reference, Function<ClassShape, Map<String, Integer>> members) {
        return classPath.family(reference.owner()).stream()
                .anyMatch(member ->
                        (members.apply(member).getOrDefault(reference.member(), 0) & (ACC_PUBLIC | ACC_PROTECTED))
                                != 0);
    }

    private Set<String> abstractMethods(String name) {
        var methods = new TreeSet<String>();
        for (var member : classPath.family(name)) {
            member.methods().forEach((method, access) -> {
                if ((access & ACC_ABSTRACT) != 0) {
                    methods.add(method);
                }
            });
        }
        return methods;
    }

    private Set<String> missing(ClassShape shape) {
        var missing = abstractMethods(shape.name());
        for (var member : classPath.family(shape.name())) {
            member.methods().forEach((method, access) -> {
                if ((access & (ACC_ABSTRACT | ACC_STATIC | ACC_PRIVATE)) == 0) {
                    missing.remove(method);
                }
            });
        }
        return missing;
    }

    private Set<String> forbidden(ClassShape shape) {
        var forbidden = new TreeSet<String>();
        for (var member : classPath.family(shape.name())) {
            if (!member.name().startsWith(ClassPath.FLINK)) {
                continue;
            }
            if (member.is(ACC_FINAL)) {
                forbidden.add("class " + member.name());
            }
            member.methods().forEach((method, access) -> {
                if ((access & ACC_FINAL) != 0
                        && (access & (ACC_PRIVATE | ACC_STATIC)) == 0
                        && shape.methods().containsKey(method)) {
                    forbidden.add(member.name() + " " + method);
                }
            });
        }
        return forbidden;
    }
}
