/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** A key for 127.0.0.1, and a context that has it and trusts it. */
public final class TestTls {
    private TestTls() {}

    public static SSLContext context(Path dir) throws IOException, InterruptedException, GeneralSecurityException {
        var key = TestKey.create(dir.resolve("test"), "ip:127.0.0.1");
        return key.contextTrusting(key);
    }
}
