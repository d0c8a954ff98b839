package org.muster.benchmark.axon4;

import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import java.util.OptionalLong;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.JCacheAdapter;

/** Caffeine behind the JCache adapter that Axon ships: strong references, bounded, nothing copied. */
final class AggregateCache {

    private static final long AGGREGATES_MAX = 200_000;

    private AggregateCache() {}

    /** Empty, also when one of this name was in use before. */
    static Cache named(String name) {
        CacheManager caches = Caching.getCachingProvider().getCacheManager();
        caches.destroyCache(name);
        CaffeineConfiguration<Object, Object> configuration = new CaffeineConfiguration<>();
        configuration.setStoreByValue(false);
        configuration.setMaximumSize(OptionalLong.of(AGGREGATES_MAX));
        return new JCacheAdapter(caches.createCache(name, configuration));
    }
}
