package org.muster.tlog.bundle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A bundle in a folder. Links are not followed. */
public final class BundleFolder implements BundleFiles {

    private final Path folder;

    /** @throws NotDirectoryException when there is no such folder */
    public BundleFolder(Path folder) throws NotDirectoryException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        this.folder = folder;
    }

    @Override
    public void names(Consumer<String> each) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString().replace(File.separatorChar, '/'))
                    .forEach(each);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public byte[] read(String name, long bytesMax) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(name);
        }
        if (Files.size(file) > bytesMax) {
            throw new FileTooLongException(name, bytesMax);
        }
        return Files.readAllBytes(file);
    }
}
