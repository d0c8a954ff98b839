/** PostgreSQL's own speed with the same rows when nothing is decided: the ceilings that no store on it can pass. */
package org.muster.benchmark.ceilings;
