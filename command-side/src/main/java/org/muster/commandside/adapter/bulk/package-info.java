/** Many commands in one upload: answered while it is read, or kept as an import and done afterwards. */
package org.muster.commandside.adapter.bulk;
