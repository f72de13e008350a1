"""The in-tray in the settings: the folder of this computer in which files for papers arrive."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QFrame

from secretariat.paths import window_tray
from secretariat.ui.state import TrayState, load_tray, save_tray
from secretariat.ui.widgets import body, button, column, flat_button, quiet, row, section


class TraySetting(QFrame):
    """Says which folder it is; chooses another, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._folder = body("")
        self._folder.setAccessibleName("Folder of the in-tray")
        self.choose = button("Choose folder…", "folder-open", self.ask)
        self.none = flat_button("No in-tray", "", lambda: self.set_folder(""))
        column(
            section("In-tray for papers"),
            quiet(
                "Files that arrive in this folder are listed above the papers of a meeting, with"
                " the item each may be for. Nothing is taken in, moved or deleted by itself.",
                wrap=True,
            ),
            self._folder,
            row(self.choose, self.none, 1),
            parent=self,
            margin=16,
            spacing=10,
        )

    def refresh(self) -> None:
        """Show the folder."""
        folder = load_tray(window_tray()).folder
        self._folder.setText(folder or "No folder is watched on this computer.")
        self.none.setVisible(bool(folder))

    def ask(self) -> None:
        """Ask which folder it is to be."""
        dialog = QFileDialog(self, "Choose the in-tray", load_tray(window_tray()).folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.set_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        """Watch a folder from now on, or none."""
        state = load_tray(window_tray())
        save_tray(window_tray(), TrayState(folder, state.done))
        self.refresh()
