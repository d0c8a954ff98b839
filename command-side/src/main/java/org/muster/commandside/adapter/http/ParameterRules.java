package org.muster.commandside.adapter.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Query parameters reach an endpoint as {@link Parameters} or not at all: to one that takes none, every parameter is
 * unknown. So a new endpoint is strict before anybody thinks of it.
 */
@Configuration(proxyBeanMethods = false)
class ParameterRules implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Argument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NoParameters());
    }

    private static final class Argument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return isParameters(parameter);
        }

        @Override
        public Parameters resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            AllowedParameters known = Objects.requireNonNull(
                    parameter.getParameterAnnotation(AllowedParameters.class), "which are known?");
            return Parameters.of(
                    Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)), known.value());
        }
    }

    private static final class NoParameters implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            // The error page answers for a request that was refused already, whatever its parameters.
            if (request.getDispatcherType() == DispatcherType.REQUEST
                    && handler instanceof HandlerMethod method
                    && isOurs(method)
                    && Arrays.stream(method.getMethodParameters()).noneMatch(ParameterRules::isParameters)) {
                Parameters.of(request).refuseBad();
            }
            return true;
        }

        /** Controllers of libraries read their parameters as they like. */
        private static final String OURS = "org.muster.";

        private static boolean isOurs(HandlerMethod method) {
            return method.getBeanType().getName().startsWith(OURS);
        }
    }

    private static boolean isParameters(MethodParameter parameter) {
        return parameter.getParameterType() == Parameters.class;
    }
}
