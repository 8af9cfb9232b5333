"""temporary"""
from textual.screen import Screen
class Home(Screen[None]):
    pass
