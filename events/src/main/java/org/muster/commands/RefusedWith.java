package org.muster.commands;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says with which codes rules may refuse a command. A test compares it with what the command's decider can say. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RefusedWith {

    /** The codes, in the order of {@link RefusalCode}. */
    RefusalCode[] value();
}
