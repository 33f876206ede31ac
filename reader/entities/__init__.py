"""Who and what a text names: recognisers by language, gazetteers, linking of aliases."""
