package org.muster.queryside.report.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.muster.queryside.door.ReportAddresses;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
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

    /** What follows a report's address for what has changed in it. */
    static final String CHANGES = "/changes";

    @Bean
    SmartInitializingSingleton reportAddresses(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
            List<Report> reports,
            ReportReader reader,
            ClassifiedReasons reasons) {
        return () -> reports.forEach(report -> {
            String path = report.description().path();
            register(addresses, path, new ReportEndpoint(report, reader, reasons));
            if (report.hasChanges()) {
                register(addresses, path + CHANGES, new ChangesEndpoint(report, reader));
            }
        });
    }

    /** By the access that each report says. */
    @Bean
    ReportAddresses reportAddressesByAccess(List<Report> reports) {
        return new ReportAddresses(of(reports, Access.REPORTS), of(reports, Access.ROSTER));
    }

    private static List<String> of(List<Report> reports, Access access) {
        return reports.stream()
                .map(Report::description)
                .filter(report -> report.access() == access)
                .map(ReportDescription::path)
                .toList();
    }

    private static void register(RequestMappingHandlerMapping addresses, String path, Object endpoint) {
        addresses.registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(RequestMethod.GET)
                        .options(addresses.getBuilderConfiguration())
                        .build(),
                endpoint,
                ReflectionUtils.findMethod(
                        endpoint.getClass(), "answer", HttpServletRequest.class, HttpServletResponse.class));
    }
}
