/** Rules that several commands keep, each in one place; they judge what the decision models hold. */
package org.muster.commandside.domain.rule;
