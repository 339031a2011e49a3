using System.Globalization;

namespace EventSinks.Zaqar.Answers;

/// <summary>Reads the limit out of Zaqar's words: <c>Max size 262144</c>, or <c>min(…_config: 262144, …_queue: 2048)</c>.</summary>
internal static class NamedLimit
{
    /// <summary>Gives the smallest positive number in the words, if there is one.</summary>
    public static int? Read(ReadOnlySpan<char> words)
    {
        int? smallest = null;
        while (words.IndexOfAnyInRange('0', '9') is >= 0 and var at)
        {
            words = words[at..];
            var digits = words.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? words[..end] : words;
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && !(smallest < number))
            {
                smallest = number;
            }

            words = words[digits.Length..];
        }

        return smallest;
    }
}
