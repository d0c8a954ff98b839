package org.muster.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;

/** A real producer whose calls a test may hold up, refuse or answer itself. */
public final class InterceptedProducer {

    /** Decides the result of a call. */
    public interface Interception {

        /**
         * What the caller gets.
         *
         * @param method the name of the producer's method
         * @param call does what the caller wants of the real producer
         */
        Object intercept(String method, Callable<Object> call) throws Exception;
    }

    private InterceptedProducer() {}

    @SuppressWarnings("unchecked") // the proxy implements exactly this interface
    public static <K> Producer<K, byte[]> of(Producer<K, byte[]> real, Interception interception) {
        return (Producer<K, byte[]>) Proxy.newProxyInstance(
                InterceptedProducer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> interception.intercept(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                }));
    }
}
