/** The web page and openapi.yaml, served from resources with headers that let a browser run nothing else. */
@NullMarked
package network.cuckoo.api.page;

import org.jspecify.annotations.NullMarked;
