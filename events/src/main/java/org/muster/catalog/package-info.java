/** Names, versions and schemas of all events and commands: the contract as data. */
package org.muster.catalog;
