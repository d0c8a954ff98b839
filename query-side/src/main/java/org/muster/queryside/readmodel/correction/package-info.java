/** How read models follow corrections and annulments. */
package org.muster.queryside.readmodel.correction;
