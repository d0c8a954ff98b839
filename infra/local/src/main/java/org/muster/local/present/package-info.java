/**
 * What the register is alive with on the day on which it is loaded: contracts that end soon, requests and candidates at every stage,
 * clearances that expire. Pure: the same day gives the same commands. All persons are synthetic.
 */
package org.muster.local.present;
