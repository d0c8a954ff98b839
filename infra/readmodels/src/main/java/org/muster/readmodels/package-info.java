/** Read models as pure folds, kept in versions: what a row was as known at any position of the register. */
package org.muster.readmodels;
