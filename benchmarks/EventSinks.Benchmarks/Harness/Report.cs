using System.Text;

namespace EventSinks.Benchmarks.Harness;

/// <summary>A question and its answer, for people.</summary>
internal sealed class Report(IQuestion question, Answer answer)
{
    // Above this, figures of one run cannot be held against those of another.
    private const double TooNoisy = 0.25;

    public bool IsMet => answer.Targets.All(static target => target.IsMet);

    public string ToMarkdown(string machine)
    {
        var text = new StringBuilder($"## {question.Name}\n\n{question.Sentence}\n\n{machine}\n\n");
        foreach (var table in answer.Tables)
        {
            text.Append(table.ToMarkdown()).Append('\n');
        }

        foreach (var target in answer.Targets)
        {
            text.Append($"- {(target.IsMet ? "reached" : "NOT REACHED")}: {target.Sentence}: {target.Found}\n");
        }

        var advice = answer.Noise > TooNoisy ? "; TOO NOISY: run it again on a machine that is left alone" : "";
        return text.Append($"\nNoise: the same work took up to {answer.Noise:P0} longer than usual{advice}.\n").ToString();
    }
}
