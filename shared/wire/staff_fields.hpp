#pragma once
// The fields of what staff see of staff, shops, audit and health, for whoever tells what documents there are.

#include "wire/staff_api.hpp"

namespace afterdesk::wire {

class FieldIo;

void fields(FieldIo& io, StaffView& view);
void fields(FieldIo& io, StaffBody& body);
void fields(FieldIo& io, ChangeBody& body);
void fields(FieldIo& io, GivenPassword& given);
void fields(FieldIo& io, RoleBody& body);
void fields(FieldIo& io, PasswordBody& body);
void fields(FieldIo& io, TwoStepView& view);
void fields(FieldIo& io, TwoStepSetup& setup);
void fields(FieldIo& io, RecoveryCodes& codes);
void fields(FieldIo& io, ShopsView::Item& shop);
void fields(FieldIo& io, ShopsView& view);
void fields(FieldIo& io, ShopBody& body);
void fields(FieldIo& io, ShopChange& change);
void fields(FieldIo& io, AuditPage& page);
void fields(FieldIo& io, ChainView& view);
void fields(FieldIo& io, HealthView& view);

}  // namespace afterdesk::wire
