package org.muster.web.limits;

import jakarta.servlet.http.HttpServletRequest;

/** Requests a second from one address. A refused token costs as much as many requests: a signature was verified for nothing. */
public final class AddressRate {

    private static final int REFUSED_TOKEN_COST = 20;

    private final Rate rate;

    AddressRate(WebLimits limits) {
        this.rate = new Rate(limits.requestsPerSecondOfAddress());
    }

    public boolean tryTake(HttpServletRequest request) {
        return rate.tryTake(request.getRemoteAddr(), 1);
    }

    public void refusedToken(HttpServletRequest request) {
        rate.charge(request.getRemoteAddr(), REFUSED_TOKEN_COST);
    }
}
