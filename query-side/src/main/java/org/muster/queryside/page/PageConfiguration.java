package org.muster.queryside.page;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every view has an address of its own, which a script then shows; its query is that script's. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    private static final List<String> VIEWS = List.of("/m/{acronym}", "/ends", "/changes", "/known", "/quality");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        VIEWS.forEach(view -> registry.addViewController(view).setViewName("forward:/index.html"));
        registry.addViewController("/history").setViewName("forward:/history.html");
    }
}
