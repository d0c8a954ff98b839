package org.muster.queryside.report.http;

import java.lang.reflect.Method;
import java.util.List;
import org.muster.queryside.report.Report;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives every report its address. */
@Configuration(proxyBeanMethods = false)
class ReportEndpoints {

    private static final Method ANSWER = ReflectionUtils.findMethod(ReportEndpoint.class, "answer", (Class<?>[]) null);

    @Bean
    SmartInitializingSingleton reportAddresses(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
            List<Report> reports,
            ReportReader reader) {
        return () -> reports.forEach(report -> addresses.registerMapping(
                RequestMappingInfo.paths(report.description().path())
                        .methods(RequestMethod.GET)
                        .options(addresses.getBuilderConfiguration())
                        .build(),
                new ReportEndpoint(report, reader),
                ANSWER));
    }
}
