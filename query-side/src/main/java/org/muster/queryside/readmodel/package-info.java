/** The read models: each a package of row records and a fold. What it takes to keep them is infra/readmodels. */
package org.muster.queryside.readmodel;
