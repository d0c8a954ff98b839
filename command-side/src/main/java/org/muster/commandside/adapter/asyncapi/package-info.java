/** The AsyncAPI 3 document of the topics, derived from the catalog. */
package org.muster.commandside.adapter.asyncapi;
