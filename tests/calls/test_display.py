"""What a notebook shows of an explanation: the page of the command, letter by letter, never as Markdown of its own."""

from tutor import explain_call


def test_an_explanation_shows_itself_in_a_notebook():
    explanation = explain_call("nn.RNN(10, 1, batch_first=True)", (1, 3, 10))
    shown = explanation._repr_markdown_()
    assert shown == f"```text\n{explanation.text()}\n```\n"
    assert "batch" in shown and shown.count("```") == 2
