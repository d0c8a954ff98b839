package org.muster.commandside.adapter.bulk;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code muster.imports.*}.
 *
 * @param directory where uploads are kept, sealed, until they are done, and their outcomes after that
 * @param bytesMax of one upload
 * @param keptMax imports at a time; the oldest that are done make room
 * @param keptFor how long outcomes are kept
 */
@ConfigurationProperties("muster.imports")
public record ImportSettings(
        @DefaultValue("./data/imports") Path directory,
        @DefaultValue("1GB") DataSize bytesMax,
        @DefaultValue("100") int keptMax,
        @DefaultValue("30d") Duration keptFor) {}
