/** What the query side adds to the door that both sides share: who may ask what, its own problems, its formats. */
package org.muster.queryside.door;
