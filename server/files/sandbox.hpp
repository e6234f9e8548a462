#pragma once
// What a process may ask of the kernel once it has taken hostile input in hand: memory, and to read and write
// what is open already.

namespace afterdesk::files {

/// From here on opening, connecting, starting programs and everything else that is not named is refused by
/// the kernel (EPERM). Promise: there is no way back. False where the kernel can not do it.
bool close_the_door();

}  // namespace afterdesk::files
