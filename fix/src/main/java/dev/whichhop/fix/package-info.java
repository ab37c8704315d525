/**
 * Plans, makes and takes back changes of a cluster. {@code ObjectAccess} is the only class of the
 * program that writes to one.
 */
@NullMarked
package dev.whichhop.fix;

import org.jspecify.annotations.NullMarked;
