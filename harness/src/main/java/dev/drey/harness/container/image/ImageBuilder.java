/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Builds recipes on an engine, each one once. What it built of an older recipe of the same name is removed. */
final class ImageBuilder {
    private static final String LABEL = "dev.drey.image";

    private final DockerClient docker;
    private final Consumer<String> progress;

    /** With somebody who wants to know what takes time. */
    ImageBuilder(DockerClient docker, Consumer<String> progress) {
        this.docker = docker;
        this.progress = progress;
    }

    /** The name of the recipe's image, which is there when this returns. */
    String build(Recipe recipe) throws IOException {
        var image = recipe.image();
        if (!exists(image)) {
            long started = System.nanoTime();
            buildAnew(recipe, image);
            progress.accept("built " + image + " in %.1f s".formatted((System.nanoTime() - started) / 1e9));
            removeOlder(recipe.name(), image);
        }
        return image;
    }

    private boolean exists(String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void buildAnew(Recipe recipe, String image) throws IOException {
        Path context = Files.createTempFile("drey-image-", ".tar");
        var said = new StringBuilder();
        try {
            try (var out = Files.newOutputStream(context)) {
                recipe.writeContext(out);
            }
            try (InputStream tar = Files.newInputStream(context)) {
                var command = docker.buildImageCmd(tar)
                        .withTags(Set.of(image))
                        .withLabels(Map.of(LABEL, recipe.name()))
                        .withForcerm(true);
                recipe.arguments().forEach(command::withBuildArg);
                command.exec(new Listening(said)).awaitImageId();
            }
        } catch (DockerException e) {
            throw new IOException(image + " cannot be built: " + e.getMessage() + "\n" + said, e);
        } finally {
            Files.delete(context);
        }
    }

    private void removeOlder(String name, String newest) {
        for (Image image :
                docker.listImagesCmd().withLabelFilter(Map.of(LABEL, name)).exec()) {
            boolean isNewest =
                    image.getRepoTags() != null && Set.of(image.getRepoTags()).contains(newest);
            if (!isNewest) {
                try {
                    docker.removeImageCmd(image.getId()).exec();
                } catch (DockerException inUse) {
                    progress.accept("left " + image.getId() + " of " + name + ": " + inUse.getMessage());
                }
            }
        }
    }

    private static final class Listening extends BuildImageResultCallback {
        private final StringBuilder said;

        Listening(StringBuilder said) {
            this.said = said;
        }

        @Override
        public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
                said.append(item.getStream());
            }
            super.onNext(item);
        }
    }
}
