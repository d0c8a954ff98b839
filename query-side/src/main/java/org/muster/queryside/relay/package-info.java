/** What only the command side holds, as the desk shows it: asked for with the reader's own token, and kept nowhere here. */
package org.muster.queryside.relay;
