// ui/window/product_opener.cpp - layer: ui
#include "ui/window/product_opener.h"

#include "ui/session/inspection_session.h"
#include "ui/window/message_bar.h"
#include "ui/window/product_chooser.h"
#include "ui/window/window_settings.h"

#include <QFileDialog>
#include <QFileInfo>

namespace varad::ui {

ProductOpener::ProductOpener(InspectionSession& session, ProductChooser& chooser, WindowSettings& settings,
                             MessageBar& messages, QWidget& window)
    : m_session(session), m_chooser(chooser), m_settings(settings), m_messages(messages), m_window(window)
{
    connect(&session, &InspectionSession::productChanged, this, &ProductOpener::opened);
    connect(&session, &InspectionSession::productFailed, this, &ProductOpener::failed);
    connect(&chooser, &ProductChooser::chosen, this, &ProductOpener::open);
    connect(&chooser, &ProductChooser::openRequested, this, &ProductOpener::ask);
}

void ProductOpener::open(const QString& folder)
{
    m_messages.dismiss(QStringLiteral("product"));
    m_session.openProduct(folder);
}

void ProductOpener::openLast()
{
    m_chooser.refresh(m_settings.products);
    if (m_session.product() || m_session.activity() != InspectionSession::Activity::Idle)
        return;
    if (m_settings.product.isEmpty())
        m_session.warmUp();
    else
        open(m_settings.product);
}

void ProductOpener::ask()
{
    auto* dialog = new QFileDialog(&m_window, tr("Open the folder of a product"), m_settings.productFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_settings.productFolder = QFileInfo(folder).path();
        open(folder);
    });
    dialog->open();
}

void ProductOpener::opened()
{
    const OpenProduct& product = *m_session.product();
    m_settings.product = product.folder;
    if (!m_settings.products.contains(product.folder))
        m_settings.products << product.folder;
    m_chooser.setCurrent(product.folder, product.product.name);
    m_chooser.refresh(m_settings.products);
}

void ProductOpener::failed(const Error& error)
{
    m_messages.tell(
        QStringLiteral("product"),
        {MessageBar::Kind::Warning, tr("The product was not opened. %1").arg(error.message), {}, {}});
    const auto& product = m_session.product();
    m_chooser.setCurrent(product ? product->folder : QString(), product ? product->product.name : QString());
}

} // namespace varad::ui
