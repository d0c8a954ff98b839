package org.muster.web.limits;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.web.servlet.HandlerInterceptor;

/** Requests a second of one caller, by the token's subject. */
public final class CallerRate implements HandlerInterceptor {

    private final Rate rate;

    CallerRate(WebLimits limits) {
        this.rate = new Rate(limits.requestsPerSecondOfCaller());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal caller = request.getUserPrincipal();
        if (caller != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && !rate.tryTake(String.valueOf(caller.getName()), 1)) {
            throw Problem.of(WebProblem.TOO_MANY_REQUESTS).exception();
        }
        return true;
    }
}
