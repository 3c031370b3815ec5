"""The demo's data: master data are inserted, every act goes through services and flows, day by day (Beispieldaten)."""
