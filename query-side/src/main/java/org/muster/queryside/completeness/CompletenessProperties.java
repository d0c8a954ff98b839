package org.muster.queryside.completeness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of the comparison of rows, {@code muster.completeness.*}.
 *
 * @param verifyEvery how long after one comparison of a projection's rows the next is due; zero: only when asked
 */
@ConfigurationProperties("muster.completeness")
public record CompletenessProperties(@DefaultValue("24h") Duration verifyEvery) {}
