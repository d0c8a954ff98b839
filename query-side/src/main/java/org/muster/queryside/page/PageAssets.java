package org.muster.queryside.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The page's files. All assets share one version, a digest of all of them: so a script finds its modules, and a style its font, beside
 * it, and no browser ever mixes two versions.
 */
final class PageAssets {

    static final String LOCATION = "/org/muster/queryside/page/";

    private static final String UNVERSIONED = "/assets/";
    private static final int VERSION_LENGTH = 16;

    private final String version = versionOf("classpath:" + LOCATION + "assets/**");

    /**
     * A page.
     *
     * @param tag its ETag, which changes with the page and with any asset
     */
    record Html(String text, String tag) {}

    /** Where the assets of this version are. */
    String path() {
        return UNVERSIONED + version;
    }

    /** A page whose assets are those of this version. */
    Html html(String name) {
        try (InputStream page = PageAssets.class.getResourceAsStream(LOCATION + name)) {
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"" + UNVERSIONED, "\"" + path() + "/");
            return new Html(text, "\"" + hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))) + "\"");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String versionOf(String pattern) {
        MessageDigest digest = sha256();
        try {
            Resource[] assets = new PathMatchingResourcePatternResolver().getResources(pattern);
            Arrays.sort(assets, Comparator.comparing(Resource::getDescription));
            for (Resource asset : assets) {
                if (asset.isReadable()) {
                    digest.update(asset.getFilename().getBytes(StandardCharsets.UTF_8));
                    digest.update(asset.getContentAsByteArray());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
