/** Whether the read models hold what was published: by counts all the time, by rows now and then. */
package org.muster.queryside.completeness;
