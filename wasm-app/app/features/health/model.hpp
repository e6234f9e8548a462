#pragma once
// The health page: checks, the demo's clock, and reconciliation.

#include "app/shell/shell.hpp"
#include "screens/health_screen.hpp"
#include "screens/reconciliation_part.hpp"
#include "wire/bills_api.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app::health {

struct Model {
    Remote<wire::HealthView> seen;
    int call = 0;  ///< that moves the clock
    Mistakes mistakes;
    screens::HealthUi ui;
    screens::HealthView view;

    struct Bills {
        Remote<wire::ReconciliationView> seen;
        int call = 0;  ///< that settles, or asks for a bill
        Mistakes mistakes;
        bool unreachable = false;
        std::string filled;  ///< the dialog whose fields were filled in
        screens::ReconciliationUi ui;
        screens::ReconciliationView view;
    } bills;
};

// Reconciliation (reconciliation.cpp).
void fetch_bills(Model& model, Shell& shell);
/// A dialog was opened or shut.
void enter_bills(Model& model, Shell& shell, Route const& before);
/// The dialog's main button.
void submit_bills(Model& model, Shell& shell);
void show_bills(Model& model, Shell& shell);
bool is_bills_dialog(std::string_view name);

}  // namespace afterdesk::app::health
