/** What the marketplace knows without a database, a chain or a network: values, alternatives and pure decisions. JDK only. */
@NullMarked
package network.cuckoo.domain;

import org.jspecify.annotations.NullMarked;
