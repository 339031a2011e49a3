namespace EventSinks.Wording;

/// <summary>Finds the known word that an unknown one was probably meant to be, and lists the known ones. Thread-safe.</summary>
public static class DidYouMean
{
    /// <summary>Says what could be meant.</summary>
    /// <param name="unknown">The unknown word.</param>
    /// <param name="known">The known words.</param>
    /// <returns>For instance <c>did you mean "ttl"? Known are "target", "ttl"</c>; without the question if nothing is near.</returns>
    public static string Hint(string unknown, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
        {
            return "none is known";
        }

        var list = $"known are {string.Join(", ", known.Order(StringComparer.Ordinal).Select(word => $"\"{word}\""))}";
        return Nearest(unknown, known) is { } nearest ? $"did you mean \"{nearest}\"? ({list})" : list;
    }

    /// <summary>Gets the known word that is nearest to an unknown one.</summary>
    /// <param name="unknown">The unknown word.</param>
    /// <param name="known">The known words.</param>
    /// <returns>The word, or null if none is near enough.</returns>
    public static string? Nearest(string unknown, IEnumerable<string> known)
    {
        var wanted = Normalize(unknown);
        var (word, distance) = known
            .Select(candidate => (Word: candidate, Letters: Normalize(candidate)))
            .Where(candidate => Math.Abs(candidate.Letters.Length - wanted.Length) <= Tolerance(candidate.Word))
            .Select(candidate => (candidate.Word, Distance: Distance(wanted, candidate.Letters)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();

        return word is not null && distance <= Tolerance(word) && distance < wanted.Length ? word : null;
    }

    // A third of the word may be wrong: "tll" is near "ttl", "encrypted_parameters" is near "encrypted_param_names".
    private static int Tolerance(string word) => Math.Max(1, word.Length / 3);

    // Case and the kind of dash are no difference; a word of any length would be expensive to compare.
    private static string Normalize(string word) =>
        (word.Length <= 64 ? word : word[..64]).ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    // Levenshtein's distance, two neighbours that changed places counting once.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, left, right, i, j);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Step(int[,] rows, string left, string right, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var isSwapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
