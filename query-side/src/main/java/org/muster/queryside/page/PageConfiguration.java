package org.muster.queryside.page;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Every view has an address of its own, which a script then shows; its query is that script's. Pages are asked for anew each time;
 * their assets never, because their addresses name what they hold.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    /** The addresses of the desk. */
    static final List<String> VIEWS = List.of(
            "/",
            "/m/{acronym}",
            "/ends",
            "/changes",
            "/known",
            "/quality",
            "/operations",
            "/map",
            "/events",
            "/roster");

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final Duration ASSETS_KEPT = Duration.ofDays(365);

    private final PageAssets assets = new PageAssets();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(assets.path() + "/**")
                .addResourceLocations("classpath:" + PageAssets.LOCATION + "assets/")
                .setCacheControl(CacheControl.maxAge(ASSETS_KEPT).cachePublic().immutable());
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        RouterFunctions.Builder pages = RouterFunctions.route();
        HandlerFunction<ServerResponse> desk = page("index.html");
        VIEWS.forEach(view -> pages.route(readsAt(view), desk));
        return pages.route(readsAt("/history"), page("history.html")).build();
    }

    private static RequestPredicate readsAt(String path) {
        return RequestPredicates.GET(path).or(RequestPredicates.HEAD(path));
    }

    private HandlerFunction<ServerResponse> page(String name) {
        PageAssets.Html html = assets.html(name);
        return request -> request.checkNotModified(html.tag())
                .orElseGet(() -> ServerResponse.ok()
                        .contentType(HTML)
                        .cacheControl(CacheControl.noCache())
                        .eTag(html.tag())
                        .body(html.text()));
    }
}
