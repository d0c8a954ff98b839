/** Who a person is: shown to whoever may know, with every access recorded, and erased for good. */
package org.muster.commandside.personaldata;
