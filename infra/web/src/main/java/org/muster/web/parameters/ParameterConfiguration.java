package org.muster.web.parameters;

import java.util.List;
import org.muster.web.limits.CallerRate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes every endpoint strict. */
@Configuration(proxyBeanMethods = false)
public class ParameterConfiguration {

    @Bean
    ParameterFormats parameterFormats(ObjectProvider<ParameterFormat<?>> more) {
        return new ParameterFormats(List.copyOf(more.orderedStream().toList()));
    }

    @Bean
    WebMvcConfigurer strictParameters(ParameterFormats formats, CallerRate rate) {
        return new WebMvcConfigurer() {

            @Override
            public void addFormatters(FormatterRegistry registry) {
                formats.registerWith(registry);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(rate);
                registry.addInterceptor(new StrictParameters(formats));
            }
        };
    }
}
