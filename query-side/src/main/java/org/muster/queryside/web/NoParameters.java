package org.muster.queryside.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.muster.queryside.QuerySide;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * An endpoint that does not look at the request reads no {@link Parameters}, so to it every parameter is unknown. A new one
 * is strict before anybody thinks of it.
 */
@Component
class NoParameters implements HandlerInterceptor {

    private final Problems problems;

    NoParameters(Problems problems) {
        this.problems = problems;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // The error page answers for a request that was refused already, whatever its parameters.
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || !(handler instanceof HandlerMethod method)
                || !isOurs(method)
                || looksAtRequest(method)) {
            return true;
        }
        Optional<Problem> problem = Parameters.of(request).problem();
        if (problem.isPresent()) {
            problems.write(response, problem.get());
        }
        return problem.isEmpty();
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(QuerySide.class.getPackageName());
    }

    private static boolean looksAtRequest(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(HttpServletRequest.class::equals);
    }
}
