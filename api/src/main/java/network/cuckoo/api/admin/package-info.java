/** The admin listener: a port of its own, the admin's login, apps and credit, and JobRunr's dashboard passed through. */
@NullMarked
package network.cuckoo.api.admin;

import org.jspecify.annotations.NullMarked;
