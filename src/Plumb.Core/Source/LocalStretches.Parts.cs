namespace Plumb.Source;

/// <content>What is open while a source is read.</content>
internal ref partial struct LocalStretches
{
    private enum LambdaPart
    {
        Parameters,
        Default,
        Body,
    }

    private sealed class Lambda
    {
        public int Depth { get; init; }

        public LambdaPart Part { get; set; }

        public int Body { get; set; }

        public List<TextRange> Parameters { get; } = [];
    }

    private sealed class Bracket
    {
        private bool _isOpen;

        public int Start { get; init; }

        public List<TextRange> Targets { get; } = [];

        /// <summary>The first iterable, which is evaluated around the comprehension.</summary>
        public TextRange Iterable { get; private set; }

        public void BeginIterable(int at)
        {
            if (Iterable.Start == 0)
            {
                (Iterable, _isOpen) = (new TextRange(at, at), true);
            }
        }

        public void EndIterable(int at)
        {
            if (_isOpen)
            {
                (Iterable, _isOpen) = (Iterable with { End = at }, false);
            }
        }
    }
}
