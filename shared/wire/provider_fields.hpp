#pragma once
// What the mall says of a payment for the provider's sake.

namespace afterdesk {
struct ProviderPayment;
}

namespace afterdesk::wire {

class FieldIo;

/// Rule: the page's programs have others of this name, which know none of them (app/targets/).
void provider_fields(FieldIo& io, ProviderPayment& provider);

}  // namespace afterdesk::wire
