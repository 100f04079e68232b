/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * Under which user a task runs: that of its command, else that of its framework, else our own.
 *
 * <p>Only root can become someone else. Any other user runs all tasks itself, like an agent with
 * {@code --no-switch_user}, but still refuses a user that does not exist.
 */
final class Users {
    private static final String SELF = System.getProperty("user.name");
    private static final boolean PRIVILEGED = "root".equals(SELF);

    private Users() {}

    /** The user to switch to; empty to stay who we are. */
    static Optional<String> toBecome(Launch launch) throws UnknownUser {
        var name = launch.command().hasUser()
                ? launch.command().getUser()
                : launch.framework().getUser();
        if (name.isEmpty() || name.equals(SELF)) {
            return Optional.empty();
        }
        principal(name);
        return PRIVILEGED ? Optional.of(name) : Optional.empty();
    }

    /** The words that run a command as another user; they go in front of it. */
    static List<String> switchTo(String user) throws IOException {
        var setpriv = Programs.find("setpriv")
                .orElseThrow(() -> new IOException("cannot become user '" + user + "': no setpriv on this machine"));
        return List.of(setpriv, "--reuid=" + user, "--regid=" + primaryGroup(user), "--init-groups", "--");
    }

    /** Makes all below {@code directory}, and itself, the user's own. */
    static void own(Path directory, String user) throws IOException, UnknownUser {
        var principal = principal(user);
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                return chown(dir, principal);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return chown(file, principal);
            }
        });
    }

    private static FileVisitResult chown(Path path, UserPrincipal user) throws IOException {
        Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(user);
        return FileVisitResult.CONTINUE;
    }

    private static UserPrincipal principal(String name) throws UnknownUser {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new UnknownUser("there is no user '" + name + "' on this machine", e);
        } catch (IOException e) {
            throw new UnknownUser("user '" + name + "' cannot be looked up: " + e.getMessage(), e);
        }
    }

    private static String primaryGroup(String user) throws IOException {
        var id = new ProcessBuilder("id", "-g", user).redirectErrorStream(true).start();
        var answer = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!answer.matches("\\d+")) {
            throw new IOException("no primary group of user '" + user + "': " + answer);
        }
        return answer;
    }

    /** The user of a task does not exist, so there is nobody to run it as. */
    static final class UnknownUser extends Exception {
        UnknownUser(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
