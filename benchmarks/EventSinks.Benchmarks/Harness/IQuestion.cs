namespace EventSinks.Benchmarks.Harness;

/// <summary>One question about speed, which measuring answers.</summary>
internal interface IQuestion
{
    /// <summary>Gets the word that asks it on the command line; also the name of the file with the answer.</summary>
    string Name { get; }

    /// <summary>Gets the question as a sentence.</summary>
    string Sentence { get; }

    /// <summary>Measures; takes as long as it takes.</summary>
    Answer Ask();
}
