/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.model.TaskState;
import dev.drey.scheduler.Insight;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: the one that most people have, by keyboard, on wide and narrow screens. */
@Tag("wire")
class StatusPageTest {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String HOSTILE = "<script>document.title='broken'</script><img src=x onerror=alert(1)>";
    private static final String VERDICT = "document.querySelector('article details')";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Watched watched = new Watched();
    private StatusServer server;
    private Chromium browser;

    @BeforeEach
    void openThePage() throws IOException {
        var program = Chromium.program();
        assumeTrue(program.isPresent(), "no chromium is installed, so the status page is not tested in a browser");
        server = StatusServer.start(InetAddress.getLoopbackAddress(), 0, watched.board);
        somethingOfEverything();
        browser = new Chromium(program.get(), folder);
        browser.resize(1280, 900, false);
        browser.open(server.address());
        awaitThat("document.querySelectorAll('h2').length > 5");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private void somethingOfEverything() {
        watched.declared(5).subscribed();
        watched.offeredBy("a-1", "agent-1.example", 2).updated("w-3-1", TaskState.RUNNING, "");
        watched.offeredBy("a-2", "agent-2.example", 1).updated("w-3-3", TaskState.FAILED, "exited: " + HOSTILE);
        watched.later(Duration.ofSeconds(90));
        watched.offeredBy("a-3", "agent-3.example", 0.5).offeredBy("a-4", HOSTILE, 0.25);
        watched.recorder.noted(
                watched.now(),
                new Insight.LaunchesPaused(watched.now().plusSeconds(60), "3 agents lost their workers within 60 s"));
    }

    @Test
    void showsLiveDataAndRefreshesItself() throws Exception {
        assertThat(text("#title")).isEqualTo("Flink on Mesos: leader");
        assertThat(text("#health")).startsWith("Healthy: leader, subscribed");
        assertThat(text("main"))
                .contains("default: 3 of 5 wait", "2 of 2 agents lack cpus", "w-3-1", "3 agents lost their workers")
                .contains("agent-3.example");
        browser.photograph(PICTURES.resolve("status-wide.png"));

        watched.declared(6);
        awaitThat("document.querySelector('main').innerText.includes('default: 4 of 6 wait')");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theTreeOfVerdictsOpensByKeyboardAndStaysOpenAndFocusedWhenThePageRefreshes() throws Exception {
        for (var tabs = 0; tabs < 50 && !isFocusedOnVerdict(); tabs++) {
            browser.press("Tab", 9, "");
        }
        assertThat(isFocusedOnVerdict()).isTrue();
        assertThat(browser.evaluate(VERDICT + ".open").asBoolean()).isFalse();

        browser.press("Enter", 13, "\r");
        awaitThat(VERDICT + ".open");
        assertThat(text("article details[open]"))
                .contains("fails cpus: 1 wanted, 0.25 to 0.5 free")
                .contains("holds mem: 1024 wanted, 4096 free")
                .contains("Would help: 0.5 more cpus on agent-3.example");
        browser.photograph(PICTURES.resolve("status-verdict.png"));

        var before = text("#fresh");
        watched.later(Duration.ofSeconds(1));
        awaitThat("document.getElementById('fresh').textContent !== '" + before + "'");
        assertThat(browser.evaluate(VERDICT + ".open").asBoolean()).isTrue();
        assertThat(isFocusedOnVerdict()).isTrue();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aNarrowScreenIsNotScrolledSideways() throws Exception {
        browser.resize(360, 740, true);
        awaitThat("innerWidth === 360");
        browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(360);
        assertThat(browser.evaluate("[...document.querySelectorAll('.scroll')]"
                                + ".filter(box => box.scrollWidth > box.clientWidth).length")
                        .asInt())
                .isZero();
        browser.photograph(PICTURES.resolve("status-narrow.png"));
        browser.prefersDark(true);
        browser.photograph(PICTURES.resolve("status-narrow-dark.png"));
    }

    @Test
    void hostileNamesAreText() {
        assertThat(browser.evaluate("document.body.innerText").asText()).contains(HOSTILE);
        assertThat(browser.evaluate("document.querySelectorAll('main script, main img').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("document.title").asText()).isEqualTo("Flink: leader");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysWhenTheAppmasterIsGone() {
        server.close();

        awaitThat("document.getElementById('health').textContent.startsWith('The appmaster does not answer')");
        assertThat(text("main")).contains("w-3-1");
    }

    private boolean isFocusedOnVerdict() {
        return browser.evaluate("document.activeElement === document.querySelector('article details summary')")
                .asBoolean();
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').innerText")
                .asText();
    }

    private void awaitThat(String condition) {
        Awaitility.await(condition).atMost(PATIENCE).until(() -> browser.evaluate(condition)
                .asBoolean());
    }
}
