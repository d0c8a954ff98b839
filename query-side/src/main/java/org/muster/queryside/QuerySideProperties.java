package org.muster.queryside;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of the query side, {@code muster.query.*}.
 *
 * @param positionTimeout how long a query waits for the position that its {@code Muster-Position} names
 * @param liveClientsMax how many clients may follow {@code /live} at once
 * @param liveClientsOfCallerMax how many of them may be one caller's
 * @param livePeriod the least time between two messages of {@code /live}
 * @param pageClientId the OAuth 2 client that the page signs in as: public, code flow with PKCE
 * @param commandSide the address of the command side, of which events and names are asked with the reader's token; empty: of none
 * @param openDataPublic whether {@code /open-data} is read without a token
 */
@ConfigurationProperties("muster.query")
public record QuerySideProperties(
        @DefaultValue("5s") Duration positionTimeout,
        @DefaultValue("100") int liveClientsMax,
        @DefaultValue("10") int liveClientsOfCallerMax,
        @DefaultValue("1s") Duration livePeriod,
        @DefaultValue("dashboard-page") String pageClientId,
        @DefaultValue("") String commandSide,
        @DefaultValue("false") boolean openDataPublic) {}
